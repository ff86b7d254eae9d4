package ai.vivace.text.learn;

import ai.vivace.learn.Callback;
import ai.vivace.learn.FitContext;
import ai.vivace.learn.Phase;
import ai.vivace.learn.Signal;
import ai.vivace.text.model.AwdLanguageModel;

/** Lets a recurrent language model forget the batch before at the start of each epoch and each validation: fastai's ModelResetter. */
final class MemoryReset implements Callback {
    private final AwdLanguageModel model;

    MemoryReset(AwdLanguageModel model) {
        this.model = model;
    }

    @Override
    public Phase phase() {
        return Phase.COMPUTE;
    }

    @Override
    public void beforeFit(FitContext fit) {
        model.reset();
    }

    @Override
    public Signal beforeEpoch(FitContext fit) {
        model.reset();
        return Signal.CONTINUE;
    }

    @Override
    public void beforeValidation(FitContext fit) {
        model.reset();
    }

    @Override
    public void close(FitContext fit) {
        model.reset();
    }
}
