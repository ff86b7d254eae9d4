package ai.vivace.learn;

import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
import ai.vivace.data.Loader;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;

/**
 * Epoch, batch, forward, backward, step. Everything else is a callback.
 *
 * <p>Each batch runs in a scope of its own, so nothing it makes outlives it. The engine's random stream, which dropout draws from,
 * restarts for each batch at a point given by the seed, the epoch and the batch, so that a resumed fit draws the same numbers.
 */
final class Loop {
    private final Learner learner;
    private final Callbacks callbacks;
    private final Rng draws;

    Loop(Learner learner, Callbacks callbacks) {
        this.learner = learner;
        this.callbacks = callbacks;
        this.draws = Rng.of(learner.seed()).split("draws");
    }

    /** Runs a stage from a position on; {@code restoration} runs once all callbacks are ready. */
    Signal run(Run run, Stage stage, int firstEpoch, int firstBatch, Runnable restoration) {
        Loader loader = learner.data().training();
        FitContext fit = new FitContext(learner, stage, loader.batches());
        fit.at(firstEpoch, firstBatch);
        fit.next(firstEpoch, firstBatch);
        run.fit(fit);
        try (var closing = callbacks.closing(fit)) {
            callbacks.tell(fit, Callback::beforeFit);
            restoration.run();
            Signal signal = Signal.CONTINUE;
            for (int epoch = firstEpoch; epoch < stage.epochs() && signal != Signal.END_FIT; epoch++) {
                signal = epoch(fit, epoch, epoch == firstEpoch ? firstBatch : 0);
            }
            callbacks.tell(fit, Callback::afterFit);
            return signal;
        }
    }

    private Signal epoch(FitContext fit, int epoch, int firstBatch) {
        fit.at(epoch, firstBatch);
        learner.model().train();
        Signal signal = callbacks.ask(fit, Callback::beforeEpoch);
        if (signal.compareTo(Signal.END_EPOCH) < 0) {
            signal = train(fit, epoch, firstBatch);
        }
        if (signal == Signal.END_FIT) {
            return signal;
        }
        callbacks.tell(fit, Callback::beforeValidation);
        fit.evaluation(learner.validate());
        callbacks.tell(fit, Callback::afterValidation);
        learner.countEpoch();
        fit.next(epoch + 1, 0);
        return callbacks.ask(fit, Callback::afterEpoch);
    }

    private Signal train(FitContext fit, int epoch, int firstBatch) {
        Rng epochDraws = draws.split(learner.epochsDone());
        Signal signal = Signal.CONTINUE;
        try (BatchStream stream = learner.data().training().epoch(learner.epochsDone(), firstBatch)) {
            for (int number = firstBatch; signal.compareTo(Signal.END_EPOCH) < 0; number++) {
                try (var scope = Scope.open()) {
                    Batch batch = stream.next();
                    if (batch == null) {
                        break;
                    }
                    fit.at(epoch, number);
                    signal = batch(fit, batch, epochDraws.split(number));
                }
            }
        }
        return signal;
    }

    /** One training batch, in the caller's scope; what is drawn in it follows from {@code batchDraws}. */
    Signal batch(FitContext fit, Batch batch, Rng batchDraws) {
        Engine.seed(batchDraws);
        fit.applySchedule();
        BatchContext context = new BatchContext(fit, batch, batchDraws);
        Signal signal = forwardAndStep(context);
        fit.next(fit.epoch(), fit.batch() + 1);
        return signal.or(callbacks.ask(context, Callback::afterBatch));
    }

    private Signal forwardAndStep(BatchContext context) {
        Signal signal = callbacks.ask(context, Callback::beforeBatch);
        if (signal != Signal.CONTINUE) {
            return signal;
        }
        context.output(context.run());
        signal = callbacks.ask(context, Callback::afterOutput);
        if (signal != Signal.CONTINUE) {
            return signal;
        }
        Tensor loss = context.criterion().mean(context.output(), context.target());
        context.loss(loss.item());
        context.objective(loss);
        signal = callbacks.ask(context, Callback::afterLoss);
        if (signal != Signal.CONTINUE) {
            return signal;
        }
        context.objective().backward();
        signal = callbacks.ask(context, Callback::afterGradients);
        if (signal != Signal.CONTINUE) {
            return signal;
        }
        signal = callbacks.ask(context, Callback::beforeStep);
        if (signal != Signal.CONTINUE) {
            return signal;
        }
        learner.optimizer().step();
        learner.optimizer().clearGradients();
        return callbacks.ask(context, Callback::afterStep);
    }
}
