namespace HybridInference;

/// <summary>Instruction sets of a processor that make inference faster.</summary>
[Flags]
public enum InstructionSets
{
    /// <summary>None of those below.</summary>
    None = 0,

    /// <summary>x86: 256-bit vectors.</summary>
    Avx2 = 1,

    /// <summary>x86: dot products of 8-bit integers in 256-bit vectors.</summary>
    AvxVnni = 2,

    /// <summary>x86: 512-bit vectors.</summary>
    Avx512 = 4,

    /// <summary>x86: dot products of 8-bit integers in 512-bit vectors.</summary>
    Avx512Vnni = 8,

    /// <summary>x86: dot products of bfloat16 in 512-bit vectors.</summary>
    Avx512Bf16 = 16,

    /// <summary>x86: tiles of 8-bit integers. Told by the processor; whether the operating system allows them is not checked.</summary>
    AmxInt8 = 32,

    /// <summary>x86: tiles of bfloat16. Told by the processor; whether the operating system allows them is not checked.</summary>
    AmxBf16 = 64,

    /// <summary>Arm: dot products of 8-bit integers.</summary>
    ArmDotProduct = 128,

    /// <summary>Arm: matrix products of 8-bit integers.</summary>
    ArmI8mm = 256,
}
