namespace HybridInference;

/// <summary>64 characters as bytes, those above 255 as 255, in the vectors that the processor is fast with.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
internal interface ICharacterBytes<TSelf>
    where TSelf : struct, ICharacterBytes<TSelf>
{
    /// <summary>Reads 64 characters.</summary>
    static abstract TSelf Load(ref ushort first);

    /// <summary>Both cases of a letter become one.</summary>
    TSelf Folded { get; }

    /// <summary>A bit for each character that is in a range.</summary>
    ulong InRange(char first, char last);
}
