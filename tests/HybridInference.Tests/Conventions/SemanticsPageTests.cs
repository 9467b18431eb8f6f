using System.Text.RegularExpressions;

namespace HybridInference.Tests.Conventions;

public sealed partial class SemanticsPageTests
{
    private const string NotYet = "## Not yet";

    private static readonly string Page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "semantics.md"));

    [Fact]
    public void Tests_NamedOnThePage_Exist()
    {
        ILookup<string, string> sources = SourceTree.Sources("tests").ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);
        MatchCollection names = TestName().Matches(Page);

        Assert.True(names.Count > 50);
        Assert.All(
            names,
            name => Assert.Contains(
                sources[name.Groups["class"].Value],
                source => Regex.IsMatch(source, $@"public (async Task|Task|void) {name.Groups["method"].Value}\(")));
    }

    [Fact]
    public void Rows_Each_NameATest() =>
        Assert.All(
            Page[..Page.IndexOf(NotYet, StringComparison.Ordinal)].Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| situation", StringComparison.Ordinal)),
            row => Assert.Matches(TestName(), row));

    [GeneratedRegex(@"`(?<class>\w+Tests)\.(?<method>\w+)`")]
    private static partial Regex TestName();
}
