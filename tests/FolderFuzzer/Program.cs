// Damages files of model folders and tries each. "run FIRST FILES FOLDER..." is the runner, which starts this program again as "try" for the
// damaged folders, as a native crash ends the process.
using HybridInference.FolderFuzzer;

return args switch
{
    ["try", var first, var count, .. var folders] => Attempts.Run(int.Parse(first), int.Parse(count), folders),
    ["run", var first, var count, .. var folders] when folders.Length > 0 => FuzzRun.Start(int.Parse(first), int.Parse(count), folders, Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("FolderFuzzer run FIRST FILES FOLDER...");
    return 2;
}
