using System.Text.Json;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>The <c>model</c> of a tokenizer.json: turns a piece of prepared text into token ids.</summary>
internal abstract class TokenModel(Vocabulary vocabulary)
{
    /// <summary>Gets the tokens and their ids.</summary>
    public Vocabulary Vocabulary => vocabulary;

    /// <summary>Creates the encoder for one text; it keeps its working memory between pieces and is not thread safe.</summary>
    public abstract PieceEncoder CreateEncoder();

    /// <summary>Reads the <c>model</c> member.</summary>
    public static TokenModel Read(ModelJson json)
    {
        string type = json.OptionalString("type") ?? Guess(json);
        return type switch
        {
            "BPE" => BpeModel.Read(json),
            "Unigram" => UnigramModel.Read(json),
            "WordPiece" => WordPieceModel.Read(json),
            "WordLevel" => WordLevelModel.Read(json),
            _ => throw json.Error($"tokenizer models of type '{type}' are not supported, only BPE, Unigram, WordPiece and WordLevel."),
        };
    }

    // Files of before 2021 have no type.
    private static string Guess(ModelJson json) => (json["merges"], json["max_input_chars_per_word"], json["vocab"].Element.ValueKind) switch
    {
        ({ IsNull: false }, _, _) => "BPE",
        (_, { IsNull: false }, _) => "WordPiece",
        (_, _, JsonValueKind.Object) => "WordLevel",
        _ => "Unigram",
    };
}
