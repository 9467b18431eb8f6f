namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>The state of one rendering.</summary>
internal sealed class RenderContext
{
    private BoundedText _output;

    /// <summary>Initializes the state.</summary>
    public RenderContext(TemplateScope scope, TimeProvider timeProvider)
    {
        Scope = scope;
        TimeProvider = timeProvider;
        _output = new BoundedText(Budget);
    }

    /// <summary>Gets what the rendering may still cost.</summary>
    public RenderBudget Budget { get; } = new();

    /// <summary>Gets the clock.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>Gets or sets the variables in reach.</summary>
    public TemplateScope Scope { get; set; }

    /// <summary>Writes text.</summary>
    public void Write(string text) => _output.Append(text);

    /// <summary>Gets what has been written.</summary>
    public string TakeOutput() => _output.ToString();

    /// <summary>Renders something aside and gets its text.</summary>
    public string Capture(Action render)
    {
        BoundedText outer = _output;
        _output = new BoundedText(Budget);
        try
        {
            render();
            return _output.ToString();
        }
        finally
        {
            _output = outer;
        }
    }

    /// <summary>Runs something with variables of its own.</summary>
    public T InScope<T>(TemplateScope scope, Func<T> run)
    {
        TemplateScope outer = Scope;
        Scope = scope;
        try
        {
            return run();
        }
        finally
        {
            Scope = outer;
        }
    }
}
