package ai.vivace.vision.generate;

import ai.vivace.base.Rng;
import ai.vivace.loss.Adversarial;
import ai.vivace.nn.GradientPenalty;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Tensor;

/**
 * What both sides make small, and what else is asked of the critic.
 *
 * @param losses of both sides
 * @param penalty the weight of the gradient penalty; 0 for none
 * @param clip what the critic's parameters are cut off at, above and below 0; infinity for nothing
 * @param switcher whose turn it is
 */
record GanRules(Adversarial losses, double penalty, double clip, Switcher switcher) {
    Tensor criticLoss(UnaryLayer critic, Tensor ofReal, Tensor ofFake, Tensor real, Tensor fake, Rng rng) {
        Tensor loss = losses.critic(ofReal, ofFake);
        return penalty == 0 ? loss : loss.add(GradientPenalty.between(critic, real, fake, penalty, rng));
    }

    void clip(UnaryLayer critic) {
        if (clip < Double.POSITIVE_INFINITY) {
            Autograd.off(() -> {
                for (Parameter parameter : critic.parameters().values()) {
                    if (parameter.role() != Parameter.Role.NORM) {
                        parameter.value().copyFrom(parameter.value().clamp(-clip, clip));
                    }
                }
            });
        }
    }

    /** The share of pairs in which the real picture has the higher score; equal scores count half. */
    static double ranking(Tensor ofReal, Tensor ofFake) {
        Tensor difference = ofReal.detach()
                .reshape(-1)
                .unsqueeze(1)
                .sub(ofFake.detach().reshape(-1).unsqueeze(0));
        return difference.sign().add(1).mul(0.5).mean().item();
    }
}
