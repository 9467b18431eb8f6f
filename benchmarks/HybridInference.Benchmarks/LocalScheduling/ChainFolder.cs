namespace HybridInference.Benchmarks;

/// <summary>
/// A synthetic folder whose model says after each printable character the one that follows it in the alphabet, so that texts can be written
/// that its answers copy, or seem to. Speed does not care: the weights are as many as before, and all are used.
/// </summary>
internal sealed class ChainFolder : IDisposable
{
    private const char First = '!';
    private const int Letters = '~' - First + 1;
    private const int BlockSize = 32;
    private const byte Zeros = 0x88;
    private const byte LowSeven = 0x8F;
    private const byte HighSeven = 0xF8;

    private readonly SyntheticFolder _folder;

    public ChainFolder(ModelShape shape)
    {
        _folder = new SyntheticFolder(shape);
        using FileStream weights = File.Open(_folder.ModelFile + ".data", FileMode.Open);
        WriteEmbedding(weights, shape);
        WriteHead(weights, shape);
    }

    public string Path => _folder.Path;

    /// <summary>Gives a part of the alphabet, from its start again after its end.</summary>
    public static string Text(int start, int length) => new([.. Enumerable.Range(start, length).Select(i => (char)(First + (i % Letters)))]);

    /// <summary>Gives the alphabet several times, with a wrong letter now and then.</summary>
    public static string TextWithEdits(int length, int distance) =>
        new([.. Text(0, length).Select((letter, i) => i % distance == distance - 1 ? (char)(First + ((i * 7) % Letters)) : letter)]);

    /// <summary>Gives, for each three letters of the alphabet, a text where another letter follows.</summary>
    public static string MisleadingText(int start) =>
        string.Concat(Enumerable.Range(0, Letters).Select(i => Text(start + i, 3) + Text(start + i + 30, 1)));

    /// <summary>Gives letters without order, always others.</summary>
    public static string RandomText(int length, int seed)
    {
        var random = new Random(seed);
        return new([.. Enumerable.Range(0, length).Select(_ => (char)(First + random.Next(Letters)))]);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Gives each letter a dimension of its own, much larger than what the layers add.</summary>
    private static void WriteEmbedding(FileStream weights, ModelShape shape)
    {
        long start = (long)shape.Context * shape.HeadSize * sizeof(float);
        for (int letter = 0; letter < Letters; letter++)
        {
            var row = new float[shape.Hidden];
            row[letter] = 10_000;
            weights.Position = start + ((long)(First + letter) * shape.Hidden * sizeof(float));
            weights.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(row));
        }
    }

    /// <summary>Lets the head, which comes last in the file, answer the dimension of a letter with the next letter.</summary>
    private static void WriteHead(FileStream weights, ModelShape shape)
    {
        long scales = (long)shape.Vocabulary * shape.Hidden / BlockSize * sizeof(float);
        int rowBytes = shape.Hidden / 2;
        weights.Position = weights.Length - scales - ((long)shape.Vocabulary * rowBytes);
        for (int token = 0; token < shape.Vocabulary; token++)
        {
            var row = new byte[rowBytes];
            Array.Fill(row, Zeros);
            if (token is >= First and < First + Letters)
            {
                int previous = (token - First + Letters - 1) % Letters;
                row[previous / 2] = previous % 2 == 0 ? LowSeven : HighSeven;
            }

            weights.Write(row);
        }
    }
}
