using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EndToEnd.Tests;

public sealed class AheadOfTimeTests
{
    [Fact]
    public async Task Publish_WithNativeAot_GivesNoWarningAndAProgramThatWorks()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/clang"), "clang, which NativeAOT links with, is not installed (apt-get install clang zlib1g-dev).");
        string folder = Directory.CreateTempSubdirectory("hybrid-aot-").FullName;
        try
        {
            ChildProcess publish = await ChildProcess.RunAsync(
                "dotnet", ["publish", ProjectFolder(), "-r", RuntimeInformation.RuntimeIdentifier, "-o", folder, "--nologo", "-v", "quiet"]);
            Assert.True(publish.ExitCode == 0, publish.Output);
            Assert.DoesNotContain("warning", publish.Output);

            ChildProcess run = await ChildProcess.RunAsync(Path.Combine(folder, "AotTest"), []);
            Assert.True(run.ExitCode == 0, run.Output + run.Error);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string ProjectFolder([CallerFilePath] string thisFile = "") => Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "AotTest");
}
