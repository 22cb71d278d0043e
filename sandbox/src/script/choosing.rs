//! Choosing from menus, and filling in forms.

use serde_json::{Value, json};

use crate::world::World;
use crate::world::interaction::Kind;

use super::actor::{Actor, Prepared, not_offered};
use super::component::SelectView;
use super::error::ScriptError;
use super::exchange::Exchange;
use super::form::ModalView;
use super::place::{Channel, Member, Role};
use super::view::MessageView;

impl Actor {
    /// Chooses these labels (or values) from a menu: the one with this placeholder or custom id,
    /// or of this number, counted from 1. In a menu of people, roles or channels the labels are
    /// their names; [`Actor::choose_members`] and its like are exact where names are shared.
    ///
    /// # Errors
    ///
    /// [`ScriptError::NotOffered`] when the message as it is now has no such menu or choice;
    /// [`ScriptError::BadValue`] when the menu takes more or fewer.
    pub async fn choose(
        &self,
        message: &MessageView,
        menu: &str,
        labels: &[&str],
    ) -> Result<Exchange, ScriptError> {
        self.step(|world| self.chosen(world, message, menu, |select| select.pick(labels))).await
    }

    /// Chooses members from a menu of people, or of people and roles.
    ///
    /// # Errors
    ///
    /// As [`Actor::choose`].
    pub async fn choose_members(
        &self,
        message: &MessageView,
        menu: &str,
        members: &[&Member],
    ) -> Result<Exchange, ScriptError> {
        let ids = members.iter().map(|member| member.id.to_string()).collect();
        self.choose_ids(message, menu, &[5, 7], ids).await
    }

    /// Chooses roles from a menu of roles, or of people and roles.
    ///
    /// # Errors
    ///
    /// As [`Actor::choose`].
    pub async fn choose_roles(
        &self,
        message: &MessageView,
        menu: &str,
        roles: &[&Role],
    ) -> Result<Exchange, ScriptError> {
        let ids = roles.iter().map(|role| role.id.to_string()).collect();
        self.choose_ids(message, menu, &[6, 7], ids).await
    }

    /// Chooses members and roles from a menu of both.
    ///
    /// # Errors
    ///
    /// As [`Actor::choose`].
    pub async fn choose_mentionables(
        &self,
        message: &MessageView,
        menu: &str,
        members: &[&Member],
        roles: &[&Role],
    ) -> Result<Exchange, ScriptError> {
        let members = members.iter().map(|member| member.id.to_string());
        let ids = members.chain(roles.iter().map(|role| role.id.to_string())).collect();
        self.choose_ids(message, menu, &[7], ids).await
    }

    /// Chooses channels from a menu of channels.
    ///
    /// # Errors
    ///
    /// As [`Actor::choose`].
    pub async fn choose_channels(
        &self,
        message: &MessageView,
        menu: &str,
        channels: &[&Channel],
    ) -> Result<Exchange, ScriptError> {
        let ids = channels.iter().map(|channel| channel.id.to_string()).collect();
        self.choose_ids(message, menu, &[8], ids).await
    }

    /// Fills in a form, fields by label or custom id, and sends it. A menu in a form takes the
    /// labels (or values) of its choices, separated by `, `.
    ///
    /// # Errors
    ///
    /// [`ScriptError`] for a field that is not there or a text that does not fit.
    pub async fn submit(
        &self,
        modal: &ModalView,
        fields: &[(&str, &str)],
    ) -> Result<Exchange, ScriptError> {
        self.step(|world| {
            let mut data = modal.filled(fields)?;
            let mut resolved = self.resolved();
            for part in data["components"].as_array().into_iter().flatten() {
                let inner = &part["component"];
                resolved.chosen(world, inner["type"].as_u64().unwrap_or(4), &values(inner));
            }
            data["resolved"] = resolved.into_json();
            Ok((Kind::Modal, None, modal.source, data))
        })
        .await
    }

    async fn choose_ids(
        &self,
        message: &MessageView,
        menu: &str,
        kinds: &[u64],
        ids: Vec<String>,
    ) -> Result<Exchange, ScriptError> {
        self.step(|world| self.chosen(world, message, menu, |select| select.pick_ids(kinds, ids)))
            .await
    }

    fn chosen(
        &self,
        world: &World,
        message: &MessageView,
        menu: &str,
        pick: impl FnOnce(&SelectView) -> Result<Vec<String>, ScriptError>,
    ) -> Prepared {
        let now = self.sees(world, message.id)?;
        let named = now.selects().find(|one| one.placeholder == menu || one.custom_id == menu);
        let numbered = || now.selects().nth(menu.parse::<usize>().ok()?.checked_sub(1)?);
        let select = named.or_else(numbered).ok_or_else(|| not_offered(&now, menu))?;
        let values = pick(select)?;
        let mut data = json!({
            "custom_id": select.custom_id,
            "component_type": select.kind,
            "values": values,
            "id": 1,
        });
        if select.kind != 3 {
            let mut resolved = self.resolved();
            resolved.chosen(world, select.kind, &values);
            data["resolved"] = resolved.into_json();
        }
        Ok((Kind::Component, None, Some(message.id), data))
    }
}

fn values(component: &Value) -> Vec<String> {
    let values = component["values"].as_array().into_iter().flatten();
    values.filter_map(Value::as_str).map(str::to_owned).collect()
}
