// Runs the built-in detector over the labelled texts in $HYBRID_DATA/pii and prints precision, recall and F1 per file and type.
// Arguments: [result.md]                  also writes the tables to benchmarks/results/<result.md>
//            --opt-in                     measures the detectors of addresses and names too
//            --errors <file part> <TYPE>  prints what was missed and what was found in error; TYPE may be "all"
using HybridInference;
using HybridInference.PrivacyEvaluation;

if (args.Contains("--opt-in"))
{
    LabelledRow.Detector = new CompositePiiDetector(PiiDetector.Default, new AddressDetector(), new PersonNameDetector());
    args = [.. args.Where(arg => arg != "--opt-in")];
}

string folder = Path.Combine(Environment.GetEnvironmentVariable("HYBRID_DATA") ?? "../shared/data", "pii");
if (!Directory.Exists(folder))
{
    Console.WriteLine("Skipped: set HYBRID_DATA to the folder with the labelled texts.");
    return 0;
}

if (args is ["--errors", string filePart, string type])
{
    ErrorList.Print(LabelledFile.ReadAll(folder).Where(file => file.Name.Contains(filePart, StringComparison.Ordinal)), type);
    return 0;
}

string report = Report.Write([.. LabelledFile.ReadAll(folder).Select(FileScore.Measure)]);
Console.WriteLine(report);
if (args is [string result])
{
    Directory.CreateDirectory("benchmarks/results");
    File.WriteAllText(Path.Combine("benchmarks/results", result), report);
}

return 0;
