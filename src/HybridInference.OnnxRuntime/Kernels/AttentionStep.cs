namespace HybridInference.OnnxRuntime;

/// <summary>One run of grouped attention, divided into parts that several threads may do. It lies on the stack of the thread that waits for them.</summary>
internal unsafe struct AttentionStep
{
    /// <summary>The queries that attend at once.</summary>
    public const int TileQueries = 4;

    /// <summary>The least work of a part: less takes no longer than to wake a thread.</summary>
    private const long MinPart = 1 << 17;

    private const int TokensPerPart = 16;
    private const int PartsPerThread = 8;

    public KernelSet Set;

    public int Heads;
    public int KeyHeads;
    public int HeadSize;
    public float Scale;
    public int Sequences;

    /// <summary>The new tokens of each sequence.</summary>
    public int Tokens;

    /// <summary>The tokens that the cache has room for.</summary>
    public int Rows;

    /// <summary>The tokens of the longest sequence, with the new ones.</summary>
    public int TotalLength;

    /// <summary>For each token its queries, its keys and its values.</summary>
    public float* Input;

    /// <summary>The index of the last token of each sequence.</summary>
    public int* LastIndexes;

    public float* Output;
    public float* Keys;
    public float* Values;

    /// <summary>The queries, turned: memory for the time of the run.</summary>
    public float* Queries;

    public Rotation Rotation;

    public readonly long MemorySize => (long)Sequences * Tokens * Heads * HeadSize * sizeof(float);

    /// <summary>Gets the parts into which turning the queries and keys divides.</summary>
    public readonly int TurnParts => ((Sequences * Tokens) + TokensPerPart - 1) / TokensPerPart;

    /// <summary>Gets the parts into which attending divides.</summary>
    public readonly int AttendParts
    {
        get
        {
            long work = 2L * Sequences * Tokens * Heads * HeadSize * TotalLength;
            return (int)Math.Clamp(work / MinPart, 1, Math.Min(Tiles, PartsPerThread * Environment.ProcessorCount));
        }
    }

    private readonly int Group => Heads / KeyHeads;

    private readonly int TilesPerHead => ((Tokens * Group) + TileQueries - 1) / TileQueries;

    private readonly int Tiles => Sequences * KeyHeads * TilesPerHead;

    /// <summary>Makes sure that all lengths lie within the tensors.</summary>
    /// <exception cref="InvalidDataException">One does not.</exception>
    public readonly void Check()
    {
        for (int sequence = 0; sequence < Sequences; sequence++)
        {
            long past = PastOf(sequence), end = past + Tokens;
            if (past < 0 || end > Rows || (Rotation.Pairs > 0 && end > Rotation.Positions))
            {
                throw new InvalidDataException(
                    $"Sequence {sequence} ends at {end}, with {Tokens} new tokens, where the cache has room for {Rows} and there are angles for {Rotation.Positions}.");
            }
        }
    }

    /// <summary>Turns the queries and keys of a part of the tokens, and puts the keys and values into the cache.</summary>
    public readonly void Turn(int part)
    {
        int end = Math.Min(Sequences * Tokens, (part + 1) * TokensPerPart);
        for (int token = part * TokensPerPart; token < end; token++)
        {
            (int sequence, int index) = Math.DivRem(token, Tokens);
            int position = PastOf(sequence) + index;
            float* from = Input + ((nint)token * (Heads + (2 * KeyHeads)) * HeadSize);
            for (int head = 0; head < Heads; head++, from += HeadSize)
            {
                Rotation.Turn(from, position, Scale, Queries + ((((nint)token * Heads) + head) * HeadSize), HeadSize);
            }

            for (int head = 0; head < KeyHeads; head++, from += HeadSize)
            {
                nint row = ((((nint)sequence * KeyHeads) + head) * Rows) + position;
                Rotation.Turn(from, position, 1, Keys + (row * HeadSize), HeadSize);
                new ReadOnlySpan<float>(from + ((nint)KeyHeads * HeadSize), HeadSize).CopyTo(new Span<float>(Values + (row * HeadSize), HeadSize));
            }
        }
    }

    /// <summary>Lets a part of the queries attend.</summary>
    public readonly void Attend(int part)
    {
        int parts = AttendParts;
        int end = (int)((long)Tiles * (part + 1) / parts);
        for (int tile = (int)((long)Tiles * part / parts); tile < end; tile++)
        {
            (int head, int index) = Math.DivRem(tile, TilesPerHead);
            Attend(head / KeyHeads, head % KeyHeads, index * TileQueries);
        }
    }

    /// <summary>Lets four queries of those that share a head of keys attend; where fewer are left, the last one does so again.</summary>
    private readonly void Attend(int sequence, int keyHead, int first)
    {
        float** queries = stackalloc float*[TileQueries];
        float** outputs = stackalloc float*[TileQueries];
        int* ends = stackalloc int[TileQueries];
        for (int i = 0; i < TileQueries; i++)
        {
            (int token, int head) = Math.DivRem(Math.Min(first + i, (Tokens * Group) - 1), Group);
            nint place = ((((((nint)sequence * Tokens) + token) * Heads) + (keyHead * Group) + head) * HeadSize);
            queries[i] = Queries + place;
            outputs[i] = Output + place;
            ends[i] = PastOf(sequence) + token + 1;
        }

        nint rows = (((nint)sequence * KeyHeads) + keyHead) * Rows * HeadSize;
        Kernels.Attend(Set, queries, Keys + rows, Values + rows, HeadSize, ends, outputs);
    }

    /// <summary>Gets the tokens of a sequence that were there before. Where all are new, shorter sequences are filled up on the right.</summary>
    private readonly int PastOf(int sequence) => Tokens == TotalLength ? 0 : LastIndexes[sequence] + 1 - Tokens;
}
