package ai.vivace.text.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.nn.Settings;
import java.util.List;
import java.util.Map;

/** Scalings of rotary positions as settings, and back. */
final class RotaryScalings {
    private enum Kind {
        NONE,
        LINEAR,
        NEURAL_TANGENT,
        YARN,
        LLAMA3
    }

    private static final String KIND = "rotary_scaling";
    private static final String NUMBERS = "rotary_scaling_numbers";

    private RotaryScalings() {}

    static Map<String, Object> toMap(RotaryScaling scaling) {
        if (scaling instanceof RotaryScaling.Linear linear) {
            return map("linear", linear.factor());
        }
        if (scaling instanceof RotaryScaling.NeuralTangent tangent) {
            return map("neural_tangent", tangent.factor());
        }
        if (scaling instanceof RotaryScaling.Yarn yarn) {
            return map("yarn", yarn.factor(), (double) yarn.original());
        }
        if (scaling instanceof RotaryScaling.Llama3 llama) {
            return map("llama3", llama.factor(), llama.low(), llama.high(), (double) llama.original());
        }
        return map("none");
    }

    private static Map<String, Object> map(String kind, Double... numbers) {
        return Settings.ordered(
                entry(KIND, kind),
                entry(
                        NUMBERS,
                        String.join(
                                " ",
                                List.of(numbers).stream().map(String::valueOf).toList())));
    }

    static RotaryScaling of(Settings settings) {
        Kind kind = settings.choice(KIND, Kind.class);
        int count =
                switch (kind) {
                    case NONE -> 0;
                    case LINEAR, NEURAL_TANGENT -> 1;
                    case YARN -> 2;
                    case LLAMA3 -> 4;
                };
        double[] numbers = numbers(settings.text(NUMBERS), count);
        return switch (kind) {
            case NONE -> new RotaryScaling.None();
            case LINEAR -> new RotaryScaling.Linear(numbers[0]);
            case NEURAL_TANGENT -> new RotaryScaling.NeuralTangent(numbers[0]);
            case YARN -> new RotaryScaling.Yarn(numbers[0], (long) numbers[1]);
            case LLAMA3 -> new RotaryScaling.Llama3(numbers[0], numbers[1], numbers[2], (long) numbers[3]);
        };
    }

    private static double[] numbers(String text, int count) {
        String[] parts = text.isBlank() ? new String[0] : text.strip().split(" +");
        InputException.require(
                parts.length == count,
                () -> "Setting \"" + NUMBERS + "\" must have " + count + " numbers, but is \"" + text + "\".");
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            try {
                numbers[i] = Double.parseDouble(parts[i]);
            } catch (NumberFormatException e) {
                throw new InputException("Setting \"" + NUMBERS + "\" must have numbers, but is \"" + text + "\".", e);
            }
        }
        return numbers;
    }
}
