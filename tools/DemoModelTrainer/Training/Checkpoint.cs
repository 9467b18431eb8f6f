using System.Runtime.InteropServices;
using HybridInference.DemoModelTrainer.Model;

namespace HybridInference.DemoModelTrainer.Training;

/// <summary>Saves and restores the weights, the optimizer and the number of steps done.</summary>
internal static class Checkpoint
{
    private const int Version = 1;

    public static void Save(string path, int step, Weights weights, AdamW optimizer)
    {
        var temporary = path + ".tmp";
        using (var writer = new BinaryWriter(File.Create(temporary)))
        {
            writer.Write(Version);
            writer.Write(step);
            writer.Write(weights.Values.Length);
            foreach (var values in new[] { weights.Values, optimizer.FirstMoment, optimizer.SecondMoment })
            {
                writer.Write(MemoryMarshal.AsBytes<float>(values));
            }
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Restores the state; the optimizer is only needed to train on.</summary>
    /// <returns>The number of steps done.</returns>
    public static int Load(string path, Weights weights, AdamW? optimizer = null)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        var version = reader.ReadInt32();
        var step = reader.ReadInt32();
        var length = reader.ReadInt32();
        if (version != Version || length != weights.Values.Length)
        {
            throw new InvalidDataException(
                $"'{path}' has version {version} and {length} parameters; version {Version} and {weights.Values.Length} are needed.");
        }

        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(weights.Values.AsSpan()));
        if (optimizer is not null)
        {
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(optimizer.FirstMoment.AsSpan()));
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(optimizer.SecondMoment.AsSpan()));
        }

        weights.RefreshTransposed();
        return step;
    }
}
