using System.Runtime.CompilerServices;

namespace HybridInference;

/// <summary>Where the characters of each kind stand among the 64 from a place on, the lowest bit for the first.</summary>
internal readonly ref struct TextWindow(ref ulong here, ref ulong next, int skipped)
{
    private readonly ref ulong _here = ref here;
    private readonly ref ulong _next = ref next;

    /// <summary>The characters of a kind.</summary>
    public ulong this[CharacterKind kind]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Unsafe.Add(ref _here, (int)kind) >> skipped) | (Unsafe.Add(ref _next, (int)kind) << 1 << (CharacterBlock.Length - 1 - skipped));
    }
}
