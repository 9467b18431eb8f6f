using System.Buffers;
using System.Text;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>
/// The printable character that stands for each byte in a byte-level vocabulary: printable Latin-1 stands for itself, the other bytes
/// take the characters from U+0100 on, in order.
/// </summary>
internal static class ByteLevelAlphabet
{
    private static readonly char[] Characters = CreateCharacters();
    private static readonly short[] Bytes = CreateBytes();

    /// <summary>Gets the character of a byte.</summary>
    public static char ToCharacter(byte value) => Characters[value];

    /// <summary>Gets the byte of a character.</summary>
    public static bool TryToByte(char character, out byte value)
    {
        short found = character < Bytes.Length ? Bytes[character] : (short)-1;
        value = (byte)found;
        return found >= 0;
    }

    /// <summary>Writes the characters of a text's UTF-8 bytes; returns how many.</summary>
    public static int Map(ReadOnlySpan<char> text, Span<char> destination)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        int length = Encoding.UTF8.GetBytes(text, rented);
        for (int i = 0; i < length; i++)
        {
            destination[i] = Characters[rented[i]];
        }

        ArrayPool<byte>.Shared.Return(rented);
        return length;
    }

    private static char[] CreateCharacters()
    {
        char[] characters = new char[256];
        char next = (char)256;
        for (int i = 0; i < characters.Length; i++)
        {
            bool isPrintable = i is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE;
            characters[i] = isPrintable ? (char)i : next++;
        }

        return characters;
    }

    private static short[] CreateBytes()
    {
        short[] bytes = new short[512];
        Array.Fill(bytes, (short)-1);
        for (int i = 0; i < Characters.Length; i++)
        {
            bytes[Characters[i]] = (short)i;
        }

        return bytes;
    }
}
