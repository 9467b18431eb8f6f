using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using System.Text;
using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>Makes the name under which an optimised model is kept. It changes with all that the optimised model depends on.</summary>
internal static class OptimizedModelKey
{
    private const int Bytes = 16;

    /// <summary>Gets whether a name may be that of an entry.</summary>
    public static bool IsKey(string name) => name.Length == 2 * Bytes && name.All(char.IsAsciiHexDigitUpper);

    /// <param name="folder">The folder of the model.</param>
    /// <param name="model">The encoded graph, as it goes to ONNX Runtime.</param>
    public static string Create(ModelFolder folder, ReadOnlySpan<byte> model)
    {
        var text = new StringBuilder();
        text.AppendLine(OrtEnv.Instance().GetVersionString());
        text.AppendLine(DescribeProcessor());
        text.AppendLine(folder.Config.Decoder.Session.GraphOptimizationLevel);
        text.AppendJoin('\n', folder.Config.Decoder.Session.Entries.Select(entry => $"{entry.Key}={entry.Value}")).AppendLine();
        text.AppendJoin('\n', new FileInfo(folder.ModelFile).Directory!.EnumerateFiles().Select(FileStamp.Of).Order(StringComparer.Ordinal)).AppendLine();
        text.Append(Convert.ToHexString(SHA256.HashData(model)));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, Bytes));
    }

    /// <summary>Describes what the order of the weights depends on: which instructions the processor has.</summary>
    private static string DescribeProcessor()
    {
        string processor = $"{RuntimeInformation.ProcessArchitecture} {Vector512.IsHardwareAccelerated} {Vector256.IsHardwareAccelerated}";
        if (!X86Base.IsSupported)
        {
            return processor;
        }

        // Leaf 1 has the model and, in its second register, the number of the core, which is left out; leaf 7 has later instructions.
        (int model, _, int basic, int more) = X86Base.CpuId(1, 0);
        (_, int extended, int later, int last) = X86Base.CpuId(7, 0);
        return $"{processor} {model} {basic} {more} {extended} {later} {last}";
    }
}
