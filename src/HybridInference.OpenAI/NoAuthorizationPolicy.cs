using System.ClientModel.Primitives;

namespace HybridInference.OpenAI;

/// <summary>Sends requests without credentials, for servers that ask for none.</summary>
/// <remarks>The SDK's constructor for this is experimental; this takes back the header just before the request goes out.</remarks>
internal sealed class NoAuthorizationPolicy : PipelinePolicy
{
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        message.Request.Headers.Remove("Authorization");
        ProcessNext(message, pipeline, currentIndex);
    }

    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        message.Request.Headers.Remove("Authorization");
        return ProcessNextAsync(message, pipeline, currentIndex);
    }
}
