using System.Text;

namespace HybridInference.Benchmarks;

/// <summary>Prompts of 1,024 characters: a question, some prose, some code.</summary>
internal static class PiiPrompts
{
    private const int Length = 1024;
    private const int Count = 64;

    /// <summary>Writes prompts, each different, with or without private data.</summary>
    public static string[] Write(bool isPrivate)
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, Count).Select(_ => WriteOne(random, isPrivate))];
    }

    private static string WriteOne(Random random, bool isPrivate)
    {
        var text = new StringBuilder("Please review this and tell me in two sentences what is wrong:\n\n");
        if (isPrivate)
        {
            PiiRecords.WriteRow(text, random);
        }

        while (text.Length < Length * 6 / 10)
        {
            PiiProse.WriteSentence(text, random);
        }

        while (text.Length < Length)
        {
            PiiCode.WriteLine(text, random);
        }

        return text.ToString(0, Length);
    }
}
