using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Makes of content that one target issued what another one can read.</summary>
internal static class ForeignContent
{
    /// <summary>The characters of an id: what Mistral's API takes, which has the strictest rule, of nine letters and digits.</summary>
    private const string IdCharacters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int IdLength = 9;

    /// <returns><see langword="null"/> when nothing is left that another target can read.</returns>
    public static AIContent? Adapt(AIContent content) => content switch
    {
        FunctionCallContent call => WithProperties(
            new FunctionCallContent(Rekey(call.CallId), call.Name, call.Arguments) { InformationalOnly = call.InformationalOnly }, content),
        FunctionResultContent result => WithProperties(new FunctionResultContent(Rekey(result.CallId), result.Result), content),
        TextReasoningContent { Text.Length: > 0 } reasoning => WithProperties(new TextReasoningContent(reasoning.Text), content),
        _ => null,
    };

    /// <summary>Returns the id that a tool call has for other targets. It is made of its own id alone, so a call and its result stay a pair.</summary>
    public static string Rekey(string callId) => string.Create(IdLength, TextHash.Of(callId), static (id, hash) =>
    {
        for (int i = 0; i < id.Length; i++)
        {
            (hash, UInt128 digit) = UInt128.DivRem(hash, (UInt128)IdCharacters.Length);
            id[i] = IdCharacters[(int)digit];
        }
    });

    private static AIContent WithProperties(AIContent copy, AIContent original)
    {
        copy.Annotations = original.Annotations;
        copy.AdditionalProperties = original.AdditionalProperties;
        return copy;
    }
}
