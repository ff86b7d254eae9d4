package ai.vivace.cli;

import ai.vivace.base.Rng;
import ai.vivace.data.Item;
import ai.vivace.data.Source;
import ai.vivace.data.SourceView;

/**
 * A source that tells of every item that is read.
 *
 * @param source what is read
 * @param whenRead called by the thread that has read an item
 */
record WatchedSource(Source source, Runnable whenRead) implements SourceView {

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
}
