using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace HybridInference;

/// <summary>Reads which instruction sets the processor has.</summary>
/// <remarks>
/// The bits are those of CPUID leaf 7 in Intel's Software Developer's Manual and of HWCAP2 in Linux's elf_hwcaps documentation.
/// </remarks>
internal static partial class ProcessorReader
{
    private const int Hwcap2 = 26;
    private const int Hwcap2I8mm = 13;

    public static DeviceReading<InstructionSets> Read() =>
        X86Base.IsSupported ? new(ReadX86(), "CPUID")
        : ArmBase.IsSupported ? new(ReadArm(), OperatingSystem.IsLinux() ? ".NET and HWCAP2" : OperatingSystem.IsMacOS() ? ".NET and hw.optional" : ".NET")
        : DeviceReading<InstructionSets>.Unknown("neither x86 nor Arm");

    /// <summary>.NET tells whether the operating system keeps the wide registers; the processor tells the rest.</summary>
    private static InstructionSets ReadX86()
    {
        (int eax, _, _, _) = X86Base.CpuId(0, 0);
        if (eax < 7)
        {
            return InstructionSets.None;
        }

        (int maxSubleaf, _, int ecx, int edx) = X86Base.CpuId(7, 0);
        (int eax1, _, _, _) = maxSubleaf >= 1 ? X86Base.CpuId(7, 1) : default;
        return If(Avx2.IsSupported, InstructionSets.Avx2)
            | If(Avx2.IsSupported && Bit(eax1, 4), InstructionSets.AvxVnni)
            | If(Avx512F.IsSupported, InstructionSets.Avx512)
            | If(Avx512F.IsSupported && Bit(ecx, 11), InstructionSets.Avx512Vnni)
            | If(Avx512F.IsSupported && Bit(eax1, 5), InstructionSets.Avx512Bf16)
            | If(Bit(edx, 25), InstructionSets.AmxInt8)
            | If(Bit(edx, 22), InstructionSets.AmxBf16);
    }

    private static InstructionSets ReadArm() =>
        If(Dp.IsSupported, InstructionSets.ArmDotProduct) | If(HasI8mm(), InstructionSets.ArmI8mm);

    private static bool HasI8mm() =>
        OperatingSystem.IsLinux() ? Bit((int)getauxval(Hwcap2), Hwcap2I8mm)
        : OperatingSystem.IsMacOS() && MacSystemControl.Read("hw.optional.arm.FEAT_I8MM") == 1;

    private static bool Bit(int register, int bit) => (register >> bit & 1) != 0;

    private static InstructionSets If(bool has, InstructionSets set) => has ? set : InstructionSets.None;

    [LibraryImport("libc")]
    private static partial nuint getauxval(nuint type);
}
