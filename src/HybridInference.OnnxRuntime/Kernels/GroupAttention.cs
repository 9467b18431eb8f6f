using System.Runtime.CompilerServices;

namespace HybridInference.OnnxRuntime;

/// <summary>A node of <see cref="AttentionOperator"/> in a session: its sizes, which lie in native memory.</summary>
internal unsafe struct GroupAttention
{
    /// <summary>What the size of a head has to be a multiple of.</summary>
    public const int HeadSizeStep = 32;

    public const int MaxHeadSize = 256;

    public int Heads;

    public int KeyHeads;

    /// <summary>What products of queries and keys are multiplied with; 0 for one by the root of the size of a head.</summary>
    public float Scale;

    private ComputeFetch _next;

    /// <summary>Runs the node once.</summary>
    /// <exception cref="InvalidDataException">A tensor has another size than it has to have, or a length is not possible.</exception>
    public void Run(void* context)
    {
        AttentionStep step = Read(context, out nint pastKeys, out nint pastValues, out int pastRows);
        if (step.Sequences == 0 || step.Tokens == 0)
        {
            return;
        }

        AttentionCache.Keep(step, step.Keys, (float*)pastKeys, pastRows);
        AttentionCache.Keep(step, step.Values, (float*)pastValues, pastRows);
        step.Divide();
        using var scratch = new OrtScratch(context, step.MemorySize);
        step.Prepare(scratch.Memory);
        fixed (ComputeFetch* next = &_next)
        {
            ComputeTeam.Current?.Follow(ComputeFetch.Of(step), next);
        }

        void* state = Unsafe.AsPointer(ref step);
        ComputeSection.Run(context, &Turn, step.TurnParts, state);
        ComputeSection.Run(context, &Attend, step.AttendParts, state);
        step.Combine();
    }

    private static void Turn(void* step, int part) => ((AttentionStep*)step)->Turn(part);

    private static void Attend(void* step, int part) => ((AttentionStep*)step)->Attend(part);

    private readonly AttentionStep Read(void* context, out nint pastKeys, out nint pastValues, out int pastRows)
    {
        void* input = OrtNative.InputOf(context, 0);
        ReadOnlySpan<long> shape = OrtNative.ShapeOf(input);
        void* pastKey = OrtNative.InputOf(context, AttentionOperator.PastKeys), pastValue = OrtNative.InputOf(context, AttentionOperator.PastValues);
        ReadOnlySpan<long> past = OrtNative.ShapeOf(pastKey);
        Require(shape.Length == 3 && past.Length == 4 && past[0] == shape[0] && past[1] == KeyHeads, "The input or the cache has another shape than it has to have");
        int headSize = (int)past[3];
        Require(headSize is > 0 and <= MaxHeadSize && headSize % HeadSizeStep == 0, "The heads have a size that is not supported");
        Require(shape[2] == (Heads + (2L * KeyHeads)) * headSize && Heads % KeyHeads == 0, "The input has another width than its heads have");
        Require(OrtNative.ShapeOf(pastValue).SequenceEqual(past), "Keys and values differ in their shape");
        int total = *(int*)Constant(context, AttentionOperator.TotalLength, sizeof(int));
        pastRows = (int)past[2];
        int rows = Math.Max(pastRows, total);
        var step = new AttentionStep
        {
            Set = KernelSets.Best,
            Heads = Heads,
            KeyHeads = KeyHeads,
            HeadSize = headSize,
            Scale = Scale == 0 ? 1 / MathF.Sqrt(headSize) : Scale,
            Sequences = (int)shape[0],
            Tokens = (int)shape[1],
            Rows = rows,
            TotalLength = total,
            Input = (float*)OrtNative.DataOf(input),
            LastIndexes = (int*)Constant(context, AttentionOperator.LastIndex, shape[0] * sizeof(int)),
            Output = (float*)OrtNative.DataOf(OrtNative.OutputOf(context, 0, [shape[0], shape[1], (long)Heads * headSize])),
            Keys = (float*)OrtNative.DataOf(OrtNative.OutputOf(context, 1, [past[0], past[1], rows, headSize])),
            Values = (float*)OrtNative.DataOf(OrtNative.OutputOf(context, 2, [past[0], past[1], rows, headSize])),
        };
        ReadRotation(context, ref step);
        step.Check();
        (pastKeys, pastValues) = ((nint)OrtNative.DataOf(pastKey), (nint)OrtNative.DataOf(pastValue));
        return step;
    }

    private static void ReadRotation(void* context, ref AttentionStep step)
    {
        if (OrtNative.InputCountOf(context) <= AttentionOperator.Sines)
        {
            return;
        }

        void* cosines = OrtNative.InputOf(context, AttentionOperator.Cosines), sines = OrtNative.InputOf(context, AttentionOperator.Sines);
        ReadOnlySpan<long> shape = OrtNative.ShapeOf(cosines);
        Require(shape.Length == 2 && OrtNative.ShapeOf(sines).SequenceEqual(shape), "Cosines and sines differ in their shape");
        Require(shape[1] * 2 <= step.HeadSize, "There are more cosines than a head has pairs");
        step.Rotation = new Rotation
        {
            Cosines = (float*)OrtNative.DataOf(cosines),
            Sines = (float*)OrtNative.DataOf(sines),
            Pairs = (int)shape[1],
            Positions = (int)Math.Min(shape[0], int.MaxValue),
        };
    }

    private static byte* Constant(void* context, int input, long size)
    {
        void* tensor = OrtNative.InputOf(context, input);
        Require(OrtNative.SizeOf(tensor) == size, "A length is missing");
        return OrtNative.DataOf(tensor);
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new InvalidDataException($"{problem}.");
        }
    }
}
