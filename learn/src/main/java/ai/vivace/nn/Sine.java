package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Siren;
import ai.vivace.tensor.Tensor;
import java.util.Map;

/**
 * sin(omega · x), the activation of networks that stand for a signal, and whose derivatives stand for its derivatives (SIREN, Sitzmann
 * 2020). The linear layers before it need their own starting values: {@link Initialization#siren}.
 */
public final class Sine extends UnaryLayer {
    private final double omega;

    /** With the paper's omega of 30. */
    public static Sine of() {
        return of(Siren.OMEGA);
    }

    /**
     * With another frequency.
     *
     * @param omega by what inputs are multiplied; positive
     */
    public static Sine of(double omega) {
        return new Sine(omega);
    }

    static Sine build(Settings settings) {
        return of(settings.number("omega"));
    }

    private Sine(double omega) {
        InputException.require(
                omega > 0 && omega < Double.POSITIVE_INFINITY,
                () -> "A sine's omega must be positive, but is " + omega + ".");
        this.omega = omega;
    }

    double omega() {
        return omega;
    }

    @Override
    protected Tensor forward(Tensor input) {
        return input.mul(omega).sin();
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("omega", omega));
    }
}
