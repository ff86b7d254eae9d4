package ai.vivace.nn;

import ai.vivace.base.InputException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parameters that share a learning rate and are frozen together.
 *
 * @param name what messages call it: the layer that it starts at
 * @param parameters its parameters by path, in order; at least one
 */
public record ParameterGroup(String name, Map<String, Parameter> parameters) {
    /** What frozen groups do with the weights and biases of their normalisation layers. */
    public enum Norms {
        /** They train all the same: fastai's default, since they adapt a trained body to new data at little cost. */
        TRAINED,
        /** They are frozen like the rest. */
        FROZEN
    }

    public ParameterGroup {
        String given = name;
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        int size = parameters.size();
        InputException.require(size > 0, () -> "The parameter group \"" + given + "\" has no parameters.");
    }

    /**
     * Freezes the groups before one, and unfreezes that one and those after it. Running means and variances of normalisation
     * layers are no parameters: they move whenever their layer is in training.
     *
     * @param groups all groups of a model, the input's first
     * @param first the first that trains; counted from 0, or from -1 for the last and backwards
     */
    public static void freezeTo(List<ParameterGroup> groups, int first, Norms norms) {
        int index = first < 0 ? groups.size() + first : first;
        InputException.require(
                index >= 0 && index < groups.size(),
                () -> "There are " + groups.size() + " parameter groups, so the first to train is from "
                        + -groups.size() + " to " + (groups.size() - 1) + ", but came " + first + ".");
        for (int i = 0; i < groups.size(); i++) {
            boolean trained = i >= index;
            for (Parameter parameter : groups.get(i).parameters.values()) {
                boolean spared = norms == Norms.TRAINED && parameter.role() == Parameter.Role.NORM;
                parameter.trainable(trained || spared);
            }
        }
    }
}
