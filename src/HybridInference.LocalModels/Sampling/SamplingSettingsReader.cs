using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>Combines what the caller asks for with what the folder's author wants.</summary>
internal static class SamplingSettingsReader
{
    /// <summary>The additional properties that are honoured; <see cref="ChatOptions"/> has no properties of its own for them.</summary>
    private const string RepetitionPenalty = "repetition_penalty";
    private const string MinP = "min_p";

    /// <summary>Checks the caller's sampling options, without knowing the model.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static void Validate(ChatOptions options)
    {
        Require(options.Temperature is null or (>= 0 and < float.PositiveInfinity), nameof(options.Temperature), options.Temperature, "0 or more");
        Require(options.TopK is null or >= 0, nameof(options.TopK), options.TopK, "0 (no limit) or more");
        Require(options.TopP is null or (>= 0 and <= 1), nameof(options.TopP), options.TopP, "between 0 and 1");
        Require(IsFinite(options.FrequencyPenalty), nameof(options.FrequencyPenalty), options.FrequencyPenalty, "a finite number");
        Require(IsFinite(options.PresencePenalty), nameof(options.PresencePenalty), options.PresencePenalty, "a finite number");
        Require(ReadAdditional(options, RepetitionPenalty) is null or (> 0 and < float.PositiveInfinity), RepetitionPenalty, null, "more than 0");
        Require(ReadAdditional(options, MinP) is null or (>= 0 and <= 1), MinP, null, "between 0 and 1");
    }

    /// <summary>Works out the settings of a request. A sampling option of the caller means sampling, whatever the folder says.</summary>
    public static SamplingSettings Read(ChatOptions? options, SearchConfig search)
    {
        options ??= new ChatOptions();
        SamplingSettings folder = ReadFolder(search, IsSamplingAsked(options));
        return AddPenalties(options, search, folder) with
        {
            Temperature = options.Temperature ?? folder.Temperature,
            TopK = options.TopK ?? folder.TopK,
            TopP = options.TopP ?? folder.TopP,
            MinP = ReadAdditional(options, MinP) ?? folder.MinP,
            Seed = options.Seed ?? search.RandomSeed ?? BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))),
        };
    }

    /// <summary>Reads the additional property <c>min_p</c>; <see langword="null"/> where it is not set.</summary>
    public static float? ReadMinP(ChatOptions options) => ReadAdditional(options, MinP);

    private static bool IsSamplingAsked(ChatOptions options) =>
        options.Temperature is not null || options.TopK is not null || options.TopP is not null || ReadAdditional(options, MinP) is not null;

    private static SamplingSettings AddPenalties(ChatOptions options, SearchConfig search, SamplingSettings settings) => settings with
    {
        RepetitionPenalty = ReadAdditional(options, RepetitionPenalty) ?? search.RepetitionPenalty,
        FrequencyPenalty = options.FrequencyPenalty ?? 0,
        PresencePenalty = options.PresencePenalty ?? 0,
        NoRepeatNgramSize = Math.Max(0, search.NoRepeatNgramSize),
    };

    private static SamplingSettings ReadFolder(SearchConfig search, bool isSamplingAsked)
    {
        if (!search.DoSample && !isSamplingAsked)
        {
            return SamplingSettings.Greedy;
        }

        // In a folder for greedy decoding, a temperature of 0 or a top-k of 1 is no opinion about how to sample.
        bool isGreedy = search.Temperature == 0 || search.TopK == 1;
        return isGreedy && isSamplingAsked
            ? new SamplingSettings { TopP = ReadTopP(search) }
            : new SamplingSettings { Temperature = search.Temperature, TopK = Math.Max(0, search.TopK), TopP = ReadTopP(search), MinP = search.MinP };
    }

    // In genai_config.json 0 means that top-p is not used.
    private static float ReadTopP(SearchConfig search) => search.TopP is > 0 and < 1 ? search.TopP : 1;

    private static float? ReadAdditional(ChatOptions options, string name)
    {
        if (options.AdditionalProperties is null || !options.AdditionalProperties.TryGetValue(name, out object? value) || value is null)
        {
            return null;
        }

        return value switch
        {
            JsonElement { ValueKind: JsonValueKind.Number } number => number.GetSingle(),
            string text when float.TryParse(text, CultureInfo.InvariantCulture, out float number) => number,
            float or double or decimal or int or long => Convert.ToSingle(value, CultureInfo.InvariantCulture),
            _ => throw new ArgumentException($"The additional property '{name}' should be a number but is '{value}'.", nameof(options)),
        };
    }

    private static bool IsFinite(float? value) => value is null || float.IsFinite(value.Value);

    private static void Require(bool isValid, string option, object? value, string range)
    {
        if (!isValid)
        {
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}.");
        }
    }
}
