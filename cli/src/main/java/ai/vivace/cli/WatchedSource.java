package ai.vivace.cli;

import ai.vivace.base.Rng;
import ai.vivace.data.Item;
import ai.vivace.data.Source;
import ai.vivace.data.Task;
import ai.vivace.tensor.Shape;

/**
 * A source that tells of every item that is read.
 *
 * @param source what is read
 * @param whenRead called by the thread that has read an item
 */
record WatchedSource(Source source, Runnable whenRead) implements Source {
    @Override
    public int size() {
        return source.size();
    }

    @Override
    public Item item(int index) {
        Item item = source.item(index);
        whenRead.run();
        return item;
    }

    @Override
    public Item item(int index, Rng rng) {
        Item item = source.item(index, rng);
        whenRead.run();
        return item;
    }

    @Override
    public String describe(int index) {
        return source.describe(index);
    }

    @Override
    public Task task() {
        return source.task();
    }

    @Override
    public Shape inputShape() {
        return source.inputShape();
    }

    @Override
    public double scale() {
        return source.scale();
    }

    @Override
    public int classOf(int index) {
        return source.classOf(index);
    }

    @Override
    public String group(int index) {
        return source.group(index);
    }
}
