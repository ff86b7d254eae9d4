package ai.vivace.data;

import ai.vivace.tensor.Shape;

/** A source that shows the items of another one, changed: all that it does not say itself is the other one's. */
public interface SourceView extends Source {
    /** The source whose items these are. */
    Source source();

    @Override
    default int size() {
        return source().size();
    }

    @Override
    default String describe(int index) {
        return source().describe(index);
    }

    @Override
    default Task task() {
        return source().task();
    }

    @Override
    default Shape inputShape() {
        return source().inputShape();
    }

    @Override
    default double scale() {
        return source().scale();
    }

    @Override
    default int classOf(int index) {
        return source().classOf(index);
    }

    @Override
    default String group(int index) {
        return source().group(index);
    }
}
