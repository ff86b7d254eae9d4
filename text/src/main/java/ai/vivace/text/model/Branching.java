package ai.vivace.text.model;

import ai.vivace.init.Initializer;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Parameter;
import ai.vivace.tensor.Shape;

/** A layer whose parts are put at paths of several names; the nodes between have nothing but parts. */
abstract class Branching extends Layer {
    /** Registers a child at a path below this layer. */
    final <L extends Layer> L place(String path, L layer) {
        int dot = path.indexOf('.');
        return dot < 0 ? child(path, layer) : branch(path.substring(0, dot)).place(path.substring(dot + 1), layer);
    }

    /** Registers a parameter at a path below this layer. */
    final Parameter placeBias(String path, long size, Initializer rule) {
        int dot = path.indexOf('.');
        return dot < 0
                ? parameter(path, Shape.of(size), Parameter.Role.BIAS, rule)
                : branch(path.substring(0, dot)).placeBias(path.substring(dot + 1), size, rule);
    }

    private Branching branch(String name) {
        return children().get(name) instanceof Branching known ? known : child(name, new Branch());
    }

    /** A node that has nothing but parts. */
    static final class Branch extends Branching {}
}
