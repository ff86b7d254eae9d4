package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;
import java.util.Map;

/**
 * cap·tanh(z / cap): logits as they are while small, never beyond ±cap (Bello 2016; Gemma 2). As a layer at a model's end it is part of
 * what is trained, exported and used; for a loss alone there is {@code Logits.softCap}.
 */
public final class SoftCap extends UnaryLayer {
    private final double cap;

    /**
     * At a cap.
     *
     * @param cap above 0; 30 for the output in Gemma 2
     */
    public static SoftCap of(double cap) {
        return new SoftCap(cap);
    }

    static SoftCap build(Settings settings) {
        return of(settings.number("cap"));
    }

    private SoftCap(double cap) {
        InputException.require(
                cap > 0 && Double.isFinite(cap), () -> "The cap of logits must be above 0, but is " + cap + ".");
        this.cap = cap;
    }

    @Override
    protected Tensor forward(Tensor input) {
        return input.div(cap).tanh().mul(cap);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("cap", cap));
    }
}
