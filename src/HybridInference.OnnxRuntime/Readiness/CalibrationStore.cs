using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HybridInference.OnnxRuntime;

/// <summary>Keeps what was measured of a model in a file. What is there for another device, runtime, model or setting does not count.</summary>
/// <remarks>A file that cannot be read is measured anew, one that cannot be written is left out: neither is worth an error. Thread-safe.</remarks>
internal sealed class CalibrationStore(string? folder, string modelPath, EngineSettings settings)
{
    /// <summary>Reads what is kept, unless it holds for something else.</summary>
    public SpeedRecord? TryLoad()
    {
        if (folder is null)
        {
            return null;
        }

        try
        {
            SpeedRecord? record = JsonSerializer.Deserialize(File.ReadAllBytes(FilePath), SpeedRecordJson.Default.SpeedRecord);
            return record?.Key == CalibrationKey.Of(modelPath, settings) && record.Prefill.IsSound ? record : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps what was measured. The file appears whole or not at all.</summary>
    public void Save(SpeedEstimates speed)
    {
        if (folder is null)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(folder);
            string part = $"{FilePath}.{Environment.ProcessId}";
            SpeedRecord record = speed.Save(CalibrationKey.Of(modelPath, settings));
            File.WriteAllBytes(part, JsonSerializer.SerializeToUtf8Bytes(record, SpeedRecordJson.Default.SpeedRecord));
            File.Move(part, FilePath, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next process measures again.
        }
    }

    private string FilePath => Path.Combine(folder!, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(modelPath)))[..16]}.json");
}
