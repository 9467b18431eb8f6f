using System.Text;
using System.Text.RegularExpressions;

namespace HybridInference.DemoModelTrainer.Tokenization;

/// <summary>Cuts text into words, numbers, punctuation and spaces, as the ByteLevel pre-tokenizer of a tokenizer.json does.</summary>
internal static partial class PreTokenizer
{
    /// <summary>The pieces of a text, written in the byte alphabet.</summary>
    public static IEnumerable<string> Split(string text) => PiecePattern().Matches(text).Select(match => Encode(match.Value));

    private static string Encode(string piece) => string.Concat(Encoding.UTF8.GetBytes(piece).Select(ByteAlphabet.ToCharacter));

    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")]
    private static partial Regex PiecePattern();
}
