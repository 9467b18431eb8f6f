namespace HybridInference.Samples.QuickStart;

/// <summary>Shows the prompts and what became of them.</summary>
internal interface IReport
{
    void Begin(DemoPrompt prompt);

    void Append(string text);

    void End(PromptResult result);
}
