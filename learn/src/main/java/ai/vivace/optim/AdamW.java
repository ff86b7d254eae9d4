package ai.vivace.optim;

/** Adam with decoupled weight decay (Loshchilov and Hutter 2017), under the paper's name; the settings are {@link Adam}'s. */
public final class AdamW {
    private AdamW() {}

    /** fastai's defaults: the same as {@link Adam#standard}. */
    public static Adam standard() {
        return Adam.standard();
    }

    /** As {@code torch.optim.AdamW}: square momentum 0.999, epsilon 1e-8, decay 0.01. */
    public static Adam pytorch() {
        return new Adam(1e-3, 0.9, 0.999, 1e-8, 0.01, Decay.DECOUPLED);
    }
}
