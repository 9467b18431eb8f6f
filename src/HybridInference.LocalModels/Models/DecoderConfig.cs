namespace HybridInference.LocalModels;

/// <summary>The <c>model.decoder</c> section: the file of the graph, the names of its inputs and outputs, and hints about its cache.</summary>
internal sealed record DecoderConfig
{
    public required string FileName { get; init; }

    public required int? HeadSize { get; init; }

    public required int? KeyValueHeads { get; init; }

    public required string InputIds { get; init; }

    public required string AttentionMask { get; init; }

    public required string PositionIds { get; init; }

    /// <summary>Gets the name of the input that says how many rows of logits to compute.</summary>
    public required string NumLogitsToKeep { get; init; }

    public required string Logits { get; init; }

    /// <summary>Gets the templates of the cache's names; <c>%d</c> stands for the layer.</summary>
    public required KvNames KeyNames { get; init; }

    /// <inheritdoc cref="KeyNames"/>
    public required KvNames ValueNames { get; init; }

    /// <summary>Gets the templates of the names of caches that hold keys and values in one tensor.</summary>
    public required KvNames CombinedNames { get; init; }

    public required SessionConfig Session { get; init; }

    /// <summary>Gets the names that are common where the configuration gives none.</summary>
    public static DecoderConfig Default(string path) => Read(new ConfigObject(path, default));

    public static DecoderConfig Read(ConfigObject decoder)
    {
        ConfigObject inputs = decoder.Object("inputs");
        ConfigObject outputs = decoder.Object("outputs");
        return new DecoderConfig
        {
            FileName = decoder.String("filename", "model.onnx"),
            HeadSize = decoder.Int("head_size"),
            KeyValueHeads = decoder.Int("num_key_value_heads"),
            InputIds = inputs.String("input_ids", "input_ids"),
            AttentionMask = inputs.String("attention_mask", "attention_mask"),
            PositionIds = inputs.String("position_ids", "position_ids"),
            NumLogitsToKeep = inputs.String("num_logits_to_keep", "num_logits_to_keep"),
            Logits = outputs.String("logits", "logits"),
            KeyNames = new KvNames(
                inputs.String("past_key_names", "past_key_values.%d.key"),
                outputs.String("present_key_names", "present.%d.key")),
            ValueNames = new KvNames(
                inputs.String("past_value_names", "past_key_values.%d.value"),
                outputs.String("present_value_names", "present.%d.value")),
            CombinedNames = new KvNames(
                inputs.String("past_names", "past_%d"),
                outputs.String("present_names", "present_%d")),
            Session = SessionConfig.Read(decoder.Object("session_options"), decoder.Object("run_options")),
        };
    }
}
