using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Says which instructions there are. Nothing else asks the processor.</summary>
internal static class KernelSets
{
    /// <summary>Gets the fastest that this processor has, and that .NET has not been told to do without.</summary>
    public static KernelSet Best { get; } =
        IsSupported(KernelSet.Avx512) ? KernelSet.Avx512
        : IsSupported(KernelSet.AvxVnni) ? KernelSet.AvxVnni
        : IsSupported(KernelSet.Avx2) ? KernelSet.Avx2
        : KernelSet.None;

    /// <summary>Tells whether this processor has them.</summary>
    public static bool IsSupported(KernelSet set) => set switch
    {
        KernelSet.Avx512 => Avx512BW.IsSupported && Avx2.IsSupported && Fma.IsSupported,
        KernelSet.AvxVnni => AvxVnni.IsSupported && Avx2.IsSupported && Fma.IsSupported,
        KernelSet.Avx2 => Avx2.IsSupported && Fma.IsSupported,
        _ => false,
    };
}
