package ai.vivace.vision.model;

import ai.vivace.base.InputException;
import ai.vivace.nn.Layer;
import ai.vivace.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Today's names for what files of weights call otherwise. */
final class WeightNames {
    private record Rule(Pattern old, String today) {
        static Rule of(String old, String today) {
            return new Rule(Pattern.compile(old), today);
        }
    }

    /** torchvision's renamings: DenseNet's from before 0.3, the vision transformer's from before 0.14, the feature pyramid's from before 0.13. */
    private static final List<Rule> RULES = List.of(
            Rule.of("(.*denselayer\\d+\\.(?:norm|conv))\\.([12]\\..+)", "$1$2"),
            Rule.of("(.*\\.mlp)\\.linear_1\\.(.+)", "$1.0.$2"),
            Rule.of("(.*\\.mlp)\\.linear_2\\.(.+)", "$1.3.$2"),
            Rule.of("(.*(?:inner|layer)_blocks\\.\\d+)\\.(weight|bias)", "$1.0.$2"));

    private WeightNames() {}

    /**
     * A state under the names that a network has. A name changes only where the network lacks it and has the new one.
     *
     * @throws InputException when weights are Keras's but the network pads as PyTorch's do
     */
    static Map<String, Tensor> today(Layer network, Map<String, Tensor> state) {
        Map<String, Tensor> own = network.state();
        Map<String, Tensor> named = new LinkedHashMap<>();
        boolean keras = KerasMobileNetV2Names.areIn(state.keySet());
        InputException.require(
                !keras || padsAsKeras(network),
                () ->
                        "The weights have Keras's names, and pictures must be padded as Keras does, but this network does not."
                                + " Take mobilenet_v2_keras.");
        state.forEach((name, value) -> {
            String today = keras ? KerasMobileNetV2Names.torchvision(name) : today(name);
            named.put(!own.containsKey(name) && own.containsKey(today) ? today : name, value);
        });
        return named;
    }

    private static String today(String name) {
        for (Rule rule : RULES) {
            Matcher matcher = rule.old().matcher(name);
            if (matcher.matches()) {
                return matcher.replaceAll(rule.today());
            }
        }
        return name;
    }

    private static boolean padsAsKeras(Layer network) {
        boolean[] found = {false};
        network.walk((path, layer) -> found[0] |= layer instanceof SamePadding);
        return found[0];
    }
}
