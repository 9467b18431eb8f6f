namespace HybridInference.OnnxRuntime;

/// <summary>The instructions that the operators are written for; of those that a processor has, the last are the fastest.</summary>
internal enum KernelSet
{
    /// <summary>The processor has none of them: ONNX Runtime's own operators do all.</summary>
    None,

    /// <summary>AVX2 and FMA.</summary>
    Avx2,

    /// <summary>AVX2 and FMA with products of bytes that are summed in 32 bits.</summary>
    AvxVnni,

    /// <summary>AVX-512 with operations on bytes.</summary>
    Avx512,
}
