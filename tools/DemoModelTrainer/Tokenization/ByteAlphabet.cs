namespace HybridInference.DemoModelTrainer.Tokenization;

/// <summary>The printable character that stands for each byte in the vocabulary of a byte-level tokenizer.</summary>
internal static class ByteAlphabet
{
    private static readonly char[] Characters = CreateCharacters();

    private static readonly Dictionary<char, byte> Bytes =
        Enumerable.Range(0, 256).ToDictionary(value => Characters[value], value => (byte)value);

    public static char ToCharacter(byte value) => Characters[value];

    public static byte ToByte(char character) => Bytes[character];

    private static char[] CreateCharacters()
    {
        var characters = new char[256];
        var next = 256;
        for (var value = 0; value < 256; value++)
        {
            var isPrintable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            characters[value] = (char)(isPrintable ? value : next++);
        }

        return characters;
    }
}
