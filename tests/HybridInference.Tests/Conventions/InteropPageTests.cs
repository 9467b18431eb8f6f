using System.Text.RegularExpressions;

namespace HybridInference.Tests.Conventions;

public sealed partial class InteropPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "interop.md"));

    [Fact]
    public void Snippets_AreTheRegionsOfSamplesAndTests()
    {
        string[] regions = [.. SourceTree.Sources("samples", "tests").SelectMany(file => Region().Matches(File.ReadAllText(file))).Select(Text)];
        string[] snippets = [.. Snippet().Matches(Page).Select(match => match.Groups[1].Value)];

        Assert.NotEmpty(snippets);
        Assert.Equal(regions.Order(), snippets.Order());
    }

    /// <summary>Returns the lines of a region without their indentation.</summary>
    private static string Text(Match region) =>
        string.Concat(region.Groups["text"].Value.TrimEnd(' ').Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[region.Groups["indentation"].Length..] + "\n"));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex("^(?<indentation> *)#region interop: [^\n]*\n(?<text>.*?)#endregion", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Region();
}
