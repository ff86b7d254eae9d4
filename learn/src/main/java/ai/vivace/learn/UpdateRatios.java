package ai.vivace.learn;

import ai.vivace.learn.Finding.Kind;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How far a step moves each weight, as a share of the weight's length. What is outside of 1e-4 to 1e-2 at several looks in a row, on the
 * same side, is a finding; one look may be an outlier.
 */
final class UpdateRatios {
    private static final double LOWEST = 1e-4;
    private static final double HIGHEST = 1e-2;
    private static final int LOOKS = 3;

    private final Map<String, Tensor> before = new LinkedHashMap<>();
    private final Map<String, Integer> low = new HashMap<>();
    private final Map<String, Integer> high = new HashMap<>();

    /** Notes the weights; the copies belong to the batch's scope. */
    void before(UnaryLayer model) {
        before.clear();
        model.parameters().forEach((path, parameter) -> {
            if (parameter.isTrainable() && parameter.role() == Parameter.Role.WEIGHT) {
                before.put(path, parameter.value().detach().copy());
            }
        });
    }

    /** Compares with what was noted, if something was. */
    List<Finding> after(UnaryLayer model) {
        List<Finding> findings = new ArrayList<>();
        if (before.isEmpty()) {
            return findings;
        }
        Map<String, Parameter> parameters = model.parameters();
        before.forEach((path, weight) -> {
            Parameter parameter = parameters.get(path);
            double length = weight.norm().item();
            if (parameter != null && length > 0) {
                double ratio = parameter.value().detach().sub(weight).norm().item() / length;
                judge(path, ratio, findings);
            }
        });
        forget();
        return findings;
    }

    private void judge(String path, double ratio, List<Finding> findings) {
        int below = ratio < LOWEST ? low.merge(path, 1, Integer::sum) : reset(low, path);
        int above = ratio > HIGHEST ? high.merge(path, 1, Integer::sum) : reset(high, path);
        if (below >= LOOKS || above >= LOOKS) {
            findings.add(new Finding(
                    below >= LOOKS ? Kind.SMALL_UPDATES : Kind.LARGE_UPDATES,
                    path,
                    String.format(
                            Locale.ROOT,
                            "a step moves it by %.1e of its length; %.0e to %.0e is usual.",
                            ratio,
                            LOWEST,
                            HIGHEST)));
        }
    }

    private static int reset(Map<String, Integer> counts, String path) {
        counts.remove(path);
        return 0;
    }

    void forget() {
        before.clear();
    }
}
