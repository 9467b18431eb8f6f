using System.Text;
using System.Text.Json;
using HybridInference.OnnxRuntime.Grammar;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests.Grammar;

/// <summary>Grammars over a vocabulary whose tokens are the bytes: tells of any text whether it is allowed.</summary>
internal static class ByteGrammar
{
    public static AnswerConstraints Constraints { get; } =
        new(TokenizerFolder.LoadTokenizer(TokenizerFolder.ByteLevel()).Pipeline, vocabularySize: 257, endTokens: [256]);

    public static bool Accepts(string schema, string text)
    {
        using JsonDocument document = JsonDocument.Parse(schema);
        return Accepts(Constraints.ForFormat(ChatResponseFormat.ForJsonSchema(document.RootElement.Clone()))!, text);
    }

    public static bool AcceptsJson(string text) => Accepts(Constraints.ForFormat(ChatResponseFormat.Json)!, text);

    public static bool Accepts(TokenConstraint constraint, string text) => Accepts(constraint, Encoding.UTF8.GetBytes(text));

    public static bool Accepts(TokenConstraint constraint, byte[] text)
    {
        ConstraintCursor cursor = constraint.Start(int.MaxValue);
        foreach (byte value in text)
        {
            if (!cursor.FindMask().Contains(value))
            {
                return false;
            }

            cursor.Advance(value);
        }

        return cursor.IsComplete;
    }
}
