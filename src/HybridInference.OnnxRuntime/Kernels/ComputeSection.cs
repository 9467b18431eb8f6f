using System.Runtime.InteropServices;

namespace HybridInference.OnnxRuntime;

/// <summary>Work of an operator that is divided into parts: for the team of the thread that runs the graph, or else for ONNX Runtime's own threads.</summary>
internal unsafe struct ComputeSection
{
    private delegate*<void*, int, void> _call;
    private void* _argument;

    /// <summary>Gets the threads that work on a section.</summary>
    public static int Threads => ComputeTeam.Current?.Threads ?? Environment.ProcessorCount;

    /// <summary>Gets the least work of a part, in multiplications: less takes no longer than to hand it over, or with ONNX Runtime's threads to wake one.</summary>
    public static long MinPart => ComputeTeam.Current is null ? 1 << 17 : 1 << 15;

    /// <summary>Calls a function, which must not throw, for each number below a count, and waits for all calls.</summary>
    public static void Run(void* context, delegate*<void*, int, void> call, int parts, void* argument)
    {
        if (parts == 1)
        {
            call(argument, 0);
        }
        else if (parts <= ComputeTicket.MaxParts && ComputeTeam.Current is { } team)
        {
            team.Run(call, parts, argument);
        }
        else
        {
            var section = new ComputeSection { _call = call, _argument = argument };
            OrtNative.ParallelFor(context, &RunPart, parts, &section);
        }
    }

    [UnmanagedCallersOnly]
    private static void RunPart(void* section, nuint part) => ((ComputeSection*)section)->_call(((ComputeSection*)section)->_argument, (int)part);
}
