package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Runs one training batch forward and backward, measures every layer, and puts everything back. */
final class ModelCheck {
    private final Learner learner;
    private final Batch batch;
    private final ActivityProbe probe;

    private ModelCheck(Learner learner, Batch batch, ActivityProbe probe) {
        this.learner = learner;
        this.batch = batch;
        this.probe = probe;
    }

    static CheckReport run(Learner learner) {
        try (StateCopy state = StateCopy.of(learner.model())) {
            try {
                return Engine.sparingRandomness(
                        learner.device(), () -> learner.model().training(() -> onFirstBatch(learner)));
            } finally {
                state.restore(learner.model());
            }
        }
    }

    private static CheckReport onFirstBatch(Learner learner) {
        try (Scope scope = Scope.open();
                BatchStream stream = learner.data().training().epoch(learner.epochsDone());
                ActivityProbe probe = new ActivityProbe(learner.model())) {
            Batch batch = stream.next();
            if (batch == null) {
                throw new InputException("There is no training batch to check the model with.");
            }
            Engine.seed(Rng.of(learner.seed()).split("check"));
            return new ModelCheck(learner, batch, probe).report();
        }
    }

    private CheckReport report() {
        Tensor output = learner.model().apply(batch.input());
        Tensor mean = learner.loss().mean(output, batch.target());
        Optional<ClassPrior> prior = ClassPrior.of(learner).filter(shares -> shares.fits(output));
        OptionalDouble uniform =
                number(prior.map(shares -> shares.lossOfNoPreference(learner.loss(), output, batch.target())));
        OptionalDouble frequency =
                number(prior.map(shares -> shares.lossOfFrequency(learner.loss(), output, batch.target())));
        List<ActivityProbe.Seen> uses = probe.seen();
        Map<String, Tensor> trained = new LinkedHashMap<>();
        learner.model().parameters().forEach((path, parameter) -> {
            if (parameter.isTrainable()) {
                trained.put(path, parameter.value());
            }
        });
        Gradients gradients = Gradients.of(mean, uses, trained);
        List<LayerActivity> layers = new ArrayList<>();
        for (int i = 0; i < uses.size(); i++) {
            layers.add(activity(uses.get(i), gradients.outputs().get(i)));
        }
        CheckFindings findings = new CheckFindings(Activity.deviation(floating(batch.input())), uses, layers);
        findings.input(batch.input());
        if (findings.finite(mean)) {
            findings.loss(mean.item(), uniform);
            findings.layers();
            findings.parameters(trained.keySet(), gradients.parameters());
        }
        return new CheckReport(batch.size(), mean.item(), uniform, frequency, layers, findings.all());
    }

    private static OptionalDouble number(Optional<Double> value) {
        return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
    }

    private static Tensor floating(Tensor input) {
        return input.dtype().isFloating() ? input : input.to(DType.FLOAT32);
    }

    private static LayerActivity activity(ActivityProbe.Seen use, Optional<Tensor> gradient) {
        LayerActivity forward = use.forward();
        return new LayerActivity(
                forward.path(), forward.type(), forward.shape(), forward.forward(), gradient.map(Activity::backward));
    }

    /**
     * The loss's gradients, where there are any.
     *
     * @param outputs with respect to what each use of a layer gave, in order
     * @param parameters with respect to trainable parameters, by path
     */
    private record Gradients(List<Optional<Tensor>> outputs, Map<String, Tensor> parameters) {
        static Gradients of(Tensor loss, List<ActivityProbe.Seen> uses, Map<String, Tensor> trained) {
            List<Tensor> wanted = new ArrayList<>(trained.values());
            uses.stream()
                    .map(ActivityProbe.Seen::output)
                    .filter(Tensor::requiresGrad)
                    .forEach(wanted::add);
            List<Optional<Tensor>> found = loss.requiresGrad() && !wanted.isEmpty()
                    ? Autograd.gradientsWhereUsed(loss, wanted)
                    : wanted.stream().map(tensor -> Optional.<Tensor>empty()).toList();
            Map<String, Tensor> parameters = new LinkedHashMap<>();
            int next = 0;
            for (String path : trained.keySet()) {
                Optional<Tensor> gradient = found.get(next++);
                gradient.ifPresent(value -> parameters.put(path, value));
            }
            List<Optional<Tensor>> outputs = new ArrayList<>();
            for (ActivityProbe.Seen use : uses) {
                outputs.add(use.output().requiresGrad() ? found.get(next++) : Optional.empty());
            }
            return new Gradients(outputs, parameters);
        }
    }
}
