namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Writes the parts of a pattern as the content of JSON strings.</summary>
internal sealed class PatternWriter(TermFactory terms, JsonStrings strings)
{
    public TermFactory Terms => terms;

    public Term Character(CodePoints characters) => strings.Character(characters);
}
