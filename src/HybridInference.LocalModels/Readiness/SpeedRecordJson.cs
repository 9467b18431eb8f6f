using System.Text.Json.Serialization;

namespace HybridInference.LocalModels;

/// <summary>Reads and writes <see cref="SpeedRecord"/> without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SpeedRecord))]
internal sealed partial class SpeedRecordJson : JsonSerializerContext;
