package ai.vivace.nn;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Divides a model's parameters into groups, the input's first, so that each can have its own learning rate. */
@FunctionalInterface
public interface Splitter {
    /** The groups; together they hold every parameter of the model once. */
    List<ParameterGroup> split(Layer model);

    /** One group of all parameters. */
    static Splitter whole() {
        return model -> List.of(new ParameterGroup("all", model.parameters()));
    }

    /**
     * Groups that start at named layers, in the model's order: {@code startingAt("layer3", "fc")} makes three, the first from
     * the input on.
     *
     * @param paths layers with parameters, at any depth, in order
     * @throws InputException when splitting a model that has no such layer, or has them in another order
     */
    static Splitter startingAt(String... paths) {
        List<String> starts = List.of(paths);
        return model -> {
            List<ParameterGroup> groups = new ArrayList<>();
            Map<String, Parameter> group = new LinkedHashMap<>();
            String name = "";
            int next = 0;
            for (Map.Entry<String, Parameter> parameter : model.parameters().entrySet()) {
                String path = parameter.getKey();
                if (next < starts.size() && path.startsWith(starts.get(next) + ".")) {
                    if (!group.isEmpty()) {
                        groups.add(new ParameterGroup(name, group));
                        group = new LinkedHashMap<>();
                    }
                    name = starts.get(next++);
                } else if (group.isEmpty()) {
                    name = path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : path;
                }
                group.put(path, parameter.getValue());
            }
            if (next < starts.size()) {
                throw missing(model, starts, next);
            }
            groups.add(new ParameterGroup(name, group));
            return List.copyOf(groups);
        };
    }

    private static InputException missing(Layer model, List<String> starts, int index) {
        List<String> known = new ArrayList<>();
        model.walk((path, layer) -> {
            if (!path.isEmpty() && !layer.parameters().isEmpty()) {
                known.add(path);
            }
        });
        String start = starts.get(index);
        return new InputException(
                known.contains(start)
                        ? "Parameter groups should start at " + starts + ", but in the model \"" + start
                                + "\" does not come after those before it. Name the layers in the model's order."
                        : Spelling.unknown("layer with parameters", start, known));
    }
}
