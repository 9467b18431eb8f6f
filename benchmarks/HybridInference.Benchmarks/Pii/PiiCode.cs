using System.Globalization;
using System.Text;

namespace HybridInference.Benchmarks;

/// <summary>Lines of C#, of JSON and of a build's log, as they stand in prompts about code.</summary>
internal static class PiiCode
{
    private static readonly string[] Names =
        "count item total index result value name order buffer request response handler context options builder user token session source target client policy state error message".Split(' ');

    private static readonly string[] Types = "int string bool Task<int> List<string> ReadOnlySpan<char> IReadOnlyList<Item> Dictionary<string,int> CancellationToken".Split(' ');

    /// <summary>Writes lines up to a length.</summary>
    /// <param name="length">The number of characters.</param>
    /// <returns>The text, the same at each call.</returns>
    public static string Write(int length)
    {
        var random = new Random(2);
        var text = new StringBuilder(length + 400);
        while (text.Length < length)
        {
            WriteLine(text, random);
        }

        return text.ToString(0, length);
    }

    public static void WriteLine(StringBuilder text, Random random)
    {
        string line = random.Next(14) switch
        {
            0 => $"    public {Type(random)} {Pascal(random)}({Type(random)} {Name(random)}, int max = {random.Next(100)})\n    {{",
            1 => $"        return _{Name(random)}s.Where({Name(random)} => {Name(random)}.{Pascal(random)} == {Name(random)}).Take({random.Next(20)}).Count();\n    }}\n",
            2 => $"        if ({Name(random)} >= {random.Next(300)} && !{Name(random)}.Is{Pascal(random)}({Name(random)}))",
            3 => $"    /// <summary>Returns the {Name(random)} of a {Name(random)}, or <see langword=\"null\"/> when there is no {Name(random)}.</summary>",
            4 => $"        for (int i = 0; i < {Name(random)}.Length; i++)\n        {{\n            {Name(random)}[i] = {Name(random)}[i - 1] + {random.Next(10)};\n        }}",
            5 => $"  \"{Name(random)}\": {{ \"{Name(random)}Id\": {random.Next(100_000)}, \"is{Pascal(random)}\": true, \"{Name(random)}\": \"{Name(random)}-{Name(random)}\" }},",
            6 => $"        var {Name(random)} = new {Pascal(random)}{Pascal(random)}({Name(random)}, {Name(random)}: \"{Name(random)} {Name(random)}\");",
            7 => $"info: App.{Pascal(random)}[{random.Next(30)}] {Pascal(random)} {Name(random)} took {random.Next(900)} ms, {random.Next(40)} {Name(random)}s left",
            8 => $"        // TODO: the {Name(random)} may be larger than the {Name(random)} -> ask for a new {Name(random)}.",
            9 => $"src/{Pascal(random)}/{Pascal(random)}.cs({random.Next(400)},{random.Next(80)}): warning CS{random.Next(1000, 9000)}: '{Name(random)}' is never used",
            10 => $"        await {Name(random)}.{Pascal(random)}Async({Name(random)}, cancellationToken).ConfigureAwait(false);",
            11 => $"using System.{Pascal(random)};",
            12 => $"    private readonly {Type(random)} _{Name(random)} = {Name(random)}s?.{Pascal(random)} ?? {Hexadecimal(random)};",
            _ => $"@@ -{random.Next(300)},{random.Next(9)} +{random.Next(300)},{random.Next(9)} @@ public sealed class {Pascal(random)} : I{Pascal(random)}\n-    {Name(random)}--;\n+    {Name(random)}++;",
        };
        text.Append(line).Append('\n');
    }

    private static string Name(Random random) => Names[random.Next(Names.Length)];

    private static string Type(Random random) => Types[random.Next(Types.Length)];

    private static string Pascal(Random random)
    {
        string name = Name(random);
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static string Hexadecimal(Random random) => string.Create(CultureInfo.InvariantCulture, $"0x{random.Next(0x10000):X4}");
}
