using System.Text.RegularExpressions;

namespace HybridInference.Tests.Conventions;

public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(SourceTree.Root, "README.md"));

    [Fact]
    public void Snippets_Each_IsARegionOfASample()
    {
        string[] regions = [.. SourceTree.Sources("samples").SelectMany(file => Region().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value)];

        Assert.NotEmpty(Snippet().Matches(Readme));
        Assert.All(Snippet().Matches(Readme), snippet => Assert.Contains(snippet.Groups[1].Value, regions));
    }

    [Fact]
    public void Example_Ends_WithinTheFirst15Lines() =>
        Assert.True(Readme[..Snippet().Match(Readme).Groups[1].Index].Split('\n').Length + Snippet().Match(Readme).Groups[1].Value.Split('\n').Length - 1 <= 15);

    [Fact]
    public void Length_IsUnder200Lines() => Assert.True(Readme.Split('\n').Length < 200);

    [Fact]
    public void Links_ToFilesHere_Exist() =>
        Assert.All(
            Link().Matches(Readme),
            link => Assert.True(Path.Exists(Path.Combine(SourceTree.Root, link.Groups[1].Value)), link.Groups[1].Value));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex("#region readme\n(.*?)#endregion", RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex(@"\]\((?!http)([^)#]+)[^)]*\)")]
    private static partial Regex Link();
}
