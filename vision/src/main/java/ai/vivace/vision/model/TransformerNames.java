package ai.vivace.vision.model;

/** What the parts of a vision transformer's block are called in files of weights. */
public enum TransformerNames {
    /** torchvision's: {@code ln_1}, {@code self_attention.in_proj_weight}, {@code self_attention.out_proj}, {@code ln_2}, {@code mlp.0}, {@code mlp.3}. */
    TORCHVISION("ln_1", "self_attention", "out_proj", "ln_2", "0", "3"),
    /** timm's and DeiT's: {@code norm1}, {@code attn.qkv}, {@code attn.proj}, {@code norm2}, {@code mlp.fc1}, {@code mlp.fc2}. */
    TIMM("norm1", "attn", "proj", "norm2", "fc1", "fc2");

    private final String firstNorm;
    private final String attention;
    private final String attentionOutput;
    private final String secondNorm;
    private final String firstLinear;
    private final String secondLinear;

    TransformerNames(
            String firstNorm,
            String attention,
            String attentionOutput,
            String secondNorm,
            String firstLinear,
            String secondLinear) {
        this.firstNorm = firstNorm;
        this.attention = attention;
        this.attentionOutput = attentionOutput;
        this.secondNorm = secondNorm;
        this.firstLinear = firstLinear;
        this.secondLinear = secondLinear;
    }

    String firstNorm() {
        return firstNorm;
    }

    String attention() {
        return attention;
    }

    String attentionOutput() {
        return attentionOutput;
    }

    String secondNorm() {
        return secondNorm;
    }

    String firstLinear() {
        return firstLinear;
    }

    String secondLinear() {
        return secondLinear;
    }
}
