using System.Globalization;
using HybridInference.FolderFuzzer;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>
/// Damaged files of model folders, each tried in a process that may die: an answer, or an exception that names the file. The environment
/// variable HYBRID_FUZZ_FILES says how many.
/// </summary>
public sealed class DamagedFolderTests
{
    private const string FilesVariable = "HYBRID_FUZZ_FILES";
    private const int Files = 100;

    [Fact]
    public void Load_DamagedFile_AnswersOrNamesTheFile()
    {
        using var toy = new ToyFolder();
        int files = Environment.GetEnvironmentVariable(FilesVariable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : Files;
        string demo = ModelFolders.Require(ModelFolders.Demo);
        using var output = new StringWriter();

        int status = FuzzRun.Start(first: 0, files, [demo, toy.Path], output);

        TestContext.Current.TestOutputHelper?.WriteLine(output.ToString());
        Assert.True(status == 0, output.ToString());
    }
}
