namespace HybridInference.DemoModelTrainer.Tokenization;

/// <summary>Keeps the merges of a tokenizer beside the checkpoints, one "left right" pair a line.</summary>
internal static class MergesFile
{
    public static void Save(string path, BpeTokenizer tokenizer) =>
        File.WriteAllLines(path, tokenizer.Merges.Select(merge => $"{merge.Left} {merge.Right}"));

    public static BpeTokenizer Load(string path) =>
        new([.. File.ReadLines(path).Select(line => line.Split(' ')).Select(parts => (parts[0], parts[1]))]);
}
