using System.Runtime.Intrinsics;

namespace HybridInference.OnnxRuntime;

/// <summary>What kernels do with vectors of floats, of whatever length.</summary>
/// <typeparam name="TVector">The vector.</typeparam>
internal unsafe interface IFloatLanes<TVector>
    where TVector : struct
{
    /// <summary>Gets the numbers of a vector.</summary>
    static abstract int Count { get; }

    static abstract TVector Load(float* from);

    static abstract void Store(TVector vector, float* to);

    /// <summary>Gives a vector of equal numbers.</summary>
    static abstract TVector Create(float value);

    /// <summary>Gives a vector of equal numbers out of memory, which needs no operation but the load.</summary>
    static abstract TVector Broadcast(float* from);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    static abstract TVector Divide(TVector left, TVector right);

    /// <summary>Gives left * right + more, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector more);

    static abstract TVector Abs(TVector vector);

    static abstract TVector Max(TVector left, TVector right);

    /// <summary>Rounds to the nearest whole numbers.</summary>
    static abstract TVector Round(TVector vector);

    /// <summary>Multiplies with 2 to the power of whole numbers, none of which makes the result less than normal or infinite.</summary>
    static abstract TVector Scale(TVector vector, TVector powers);

    /// <summary>Chooses where a number is less than another one, and where not.</summary>
    static abstract TVector IfLess(TVector left, TVector right, TVector then, TVector otherwise);

    /// <summary>Keeps the first numbers and replaces the others.</summary>
    static abstract TVector First(int count, TVector vector, TVector otherwise);

    static abstract float Largest(TVector vector);

    static abstract float Sum(TVector vector);

    /// <summary>Adds up each of four vectors.</summary>
    static abstract Vector128<float> Total(TVector a, TVector b, TVector c, TVector d);
}
