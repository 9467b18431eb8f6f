using HybridInference.OnnxRuntime.Grammar;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime;

/// <summary>Turns <see cref="RequiredChatToolMode"/> into a constraint: the answer can be nothing but a call.</summary>
internal static class RequiredToolCalls
{
    /// <exception cref="ArgumentException">There is no such tool.</exception>
    /// <exception cref="UnsupportedRequestException">The schema of a tool cannot be honoured.</exception>
    public static void Check(ChatOptions options)
    {
        if (options.ToolMode is RequiredChatToolMode required)
        {
            AnswerConstraints.Check(FindTools(options, required));
        }
    }

    /// <summary>Makes the constraint of a request; <see langword="null"/> when no call is required.</summary>
    /// <param name="constraints">The model's constraints.</param>
    /// <param name="style">How the model writes calls.</param>
    /// <param name="options">The options.</param>
    /// <param name="after">What ends the reasoning before the call, or nothing.</param>
    public static TokenConstraint? Constrain(AnswerConstraints constraints, ToolCallStyle style, ChatOptions? options, string after) =>
        options?.ToolMode is RequiredChatToolMode required
            ? constraints.ForCalls(style.Form, FindTools(options, required), options.AllowMultipleToolCalls != false, after)
            : null;

    private static AIFunctionDeclaration[] FindTools(ChatOptions options, RequiredChatToolMode required)
    {
        AIFunctionDeclaration[] tools =
        [
            .. (options.Tools ?? []).OfType<AIFunctionDeclaration>().Where(tool => required.RequiredFunctionName is null || tool.Name == required.RequiredFunctionName),
        ];
        return tools.Length > 0
            ? tools
            : throw new ArgumentException(
                $"ChatOptions.ToolMode requires a call of {required.RequiredFunctionName ?? "a tool"}, but ChatOptions.Tools does not have it. Add it, or leave the mode at Auto.",
                nameof(options));
    }
}
